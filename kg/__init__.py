"""Knowledge graphs from Chinese industrial-policy documents."""

from importlib.metadata import version

__version__ = version("kg")
