"""Web pages saved as one file (MHT): the page among its parts."""

from email import message_from_bytes, policy
from email.message import EmailMessage


def page_of(data: bytes) -> bytes:
    """The bytes of the first part that is a web page; the whole file when there is none."""
    message = message_from_bytes(data, policy=policy.default, _class=EmailMessage)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                return content
    return data
