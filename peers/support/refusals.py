"""What a refusal says."""

from contextlib import contextmanager

import pytest
from botocore.exceptions import ClientError


class Refusal:
    code = None
    status = None
    message = None


@contextmanager
def refused(*codes, status=None):
    """The block must be refused with one of these codes, and this status."""
    refusal = Refusal()
    with pytest.raises(ClientError) as caught:
        yield refusal
    error = caught.value.response
    refusal.code = error["Error"]["Code"]
    refusal.message = error["Error"].get("Message", "")
    refusal.status = error["ResponseMetadata"]["HTTPStatusCode"]
    assert refusal.code in codes, error
    if status is not None:
        assert refusal.status == status, error
