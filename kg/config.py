"""Settings: command-line options over environment variables (``KG_…``) over ``kg.toml`` in the current folder."""

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kg.errors import UsageError

CONFIG_FILE = "kg.toml"


class Settings(BaseSettings):
    """What can be set once instead of on every command line."""

    model_config = SettingsConfigDict(env_prefix="KG_", toml_file=CONFIG_FILE, extra="forbid")

    workspace: Path = Path("kg-data")
    lang: str | None = None
    model: str | None = None
    limit: int = 1000
    timeout: float = 30.0
    to: str | None = None
    user: str | None = None
    jobs: int | None = Field(default=None, ge=1)
    read_seconds: float = Field(default=120.0, gt=0)
    read_memory: int = Field(default=4096, ge=256)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over file; no dotenv, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings() -> Settings:
    """Read the settings in force. Raises UsageError that names the setting and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(
            f"配置有误（{CONFIG_FILE} 或 KG_… 环境变量）：{faults}",
            f"the settings are not valid ({CONFIG_FILE} or a KG_… variable): {faults}",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{CONFIG_FILE} 不是合法的 TOML：{error}", f"{CONFIG_FILE} is not valid TOML: {error}"
        ) from error
