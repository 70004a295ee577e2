"""What a peer is known to do otherwise than S3. Such a test must fail there: if it passes, the line goes."""

PATHS = "keys are paths of files there"

LACKS = {
    ("moto", "test_aborted_upload_leaves_nothing"): "a part of an unknown upload is a 500",
    ("moto", "test_odd_key_is_itself_and_no_other[moto-new\\nline]"): "no line break in a key",
    ("moto", "test_thousand_objects_are_deleted_at_once_and_neighbours_stay"): "Quiet is not quiet",
    ("moto", "test_body_that_does_not_match_its_checksum_is_refused"): "takes any body for any checksum",
    ("moto", "test_presigned_urls_work_without_keys"): "no presigned URL while it checks signatures",
    ("seaweedfs", "test_odd_key_is_itself_and_no_other[seaweedfs-back\\\\slash]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-double//slash]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-/leading]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-../up]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-a/../b]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-./here]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-a/./b]"): PATHS,
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-folder/]"): "a folder holds no bytes",
    ("seaweedfs", "test_path_like_key_is_itself_and_no_other[seaweedfs-1024 bytes]"): "a segment has at most 255 bytes",
}


def reason(store, item):
    """Why this test cannot pass on this store, or nothing."""
    return LACKS.get((store, item.name)) or LACKS.get((store, item.originalname))
