"""What a peer is known to do otherwise than S3. Such a test must fail there: if it passes, the line goes.

A line names the store and the test, with its parameters if only that one fails, and its file if others have the name.
"""

PATHS = "keys are paths of files there"
PLUS = "a plus in a copy source stays a plus, and s5cmd writes a space as one"
LIST_PARTS = "its ListParts answer is called ListPartsResponse, which AWS's SDK for Rust does not take"
VERSIONING = "its GetBucketVersioning answer is called GetBucketVersioningResponse, which AWS's SDK for Rust does not take"

LACKS = {
    ("moto", "test_aborted_upload_leaves_nothing"): "a part of an unknown upload is a 500",
    ("moto", "test_odd_key_is_itself_and_no_other[moto-new\\nline]"): "no line break in a key",
    ("moto", "test_thousand_objects_are_deleted_at_once_and_neighbours_stay"): "Quiet is not quiet",
    ("moto", "test_body_that_does_not_match_its_checksum_is_refused"): "takes any body for any checksum",
    ("moto", "test_presigned_urls_work_without_keys"): "no presigned URL while it checks signatures",
    ("moto", "test_story[moto-s5cmd]"): PLUS,
    ("moto", "test_session_policy_narrows_the_role"): "a session policy narrows nothing",
    ("moto", "test_upload_that_was_broken_off_is_taken_up_again", "test_server"): LIST_PARTS,
    ("moto", "test_upload_goes_on_with_what_is_missing"): LIST_PARTS,
    ("moto", "test_store_proves_the_whole"): "puts parts together whatever their checksum is to be",
    ("moto", "test_version_is_had_back"): VERSIONING,
    ("moto", "test_undo_brings_back_what_one_delete_hid"): VERSIONING,
    ("moto", "test_undo_of_single_keys"): VERSIONING,
    ("moto", "test_folder_is_had_back_as_it_was"): VERSIONING,
    ("moto", "test_without_versions_nothing_is_tried"): VERSIONING,
    ("seaweedfs", "test_store_proves_the_whole"): "keeps no checksum of an object made of parts",
    ("moto", "test_upload_that_another_client_left_unfinished_is_gone_on_with"): LIST_PARTS,
    ("moto", "test_upload_of_another_file_is_left_alone"): LIST_PARTS,
    ("seaweedfs", "test_story[seaweedfs-s5cmd]"): PLUS,
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
    names = [(store, item.name), (store, item.originalname), (store, item.originalname, item.path.stem)]
    return next((LACKS[name] for name in names if name in LACKS), None)
