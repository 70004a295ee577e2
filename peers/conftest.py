"""Stores started once, and a bucket of its own for every test."""

import uuid

import pytest

from support import lacks, stores


def pytest_collection_modifyitems(items):
    for item in items:
        callspec = getattr(item, "callspec", None)
        store = callspec.params.get("store") if callspec else None
        if reason := lacks.reason(store, item):
            item.add_marker(pytest.mark.xfail(reason=f"{store}: {reason}", strict=True))


@pytest.fixture(scope="session", params=["sandbox", "moto", "seaweedfs"])
def store(request, tmp_path_factory):
    """Each store in turn: what they all say is what S3 says."""
    with getattr(stores, request.param)(tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    """Our small AWS alone, for what only it and AWS refuse."""
    with stores.sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def own_sandbox(tmp_path):
    """A sandbox for one test alone, which may spoil it. Its buckets are empty."""
    with stores.sandbox(tmp_path, seed="empty") as running:
        for name in ("studio-assets", "finance-reports"):
            running.client().create_bucket(Bucket=name)
        yield running


@pytest.fixture
def s3(store):
    return store.client()


@pytest.fixture
def bucket(s3):
    return new_bucket(s3)


@pytest.fixture
def box(sandbox):
    """A new bucket in the sandbox."""
    return new_bucket(sandbox.client())


def new_bucket(s3):
    name = f"studio-story-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    return name
