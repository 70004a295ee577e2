"""A store that others wrote, until it is told to stop: prints as JSON where it is, and who may do everything there."""

import json
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "peers"))

from support import stores  # noqa: E402

signal.signal(signal.SIGTERM, lambda *_: sys.exit())
name, bucket = sys.argv[1:]
# moto takes no presigned URL while it checks signatures.
how = {"checked": False} if name == "moto" else {}
page = {"AllowedOrigins": ["*"], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"]}
with tempfile.TemporaryDirectory() as folder, getattr(stores, name)(Path(folder), **how) as store:
    s3 = store.client()
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [page]})
    print(json.dumps({"endpoint": store.endpoint, "keys": store.keys.environment(), "role": store.assume().environment()}), flush=True)
    signal.pause()
