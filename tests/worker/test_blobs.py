"""Files named after their content."""

import hashlib
import os
import time

import pytest

from assistant.worker import blobs
from assistant.worker.failure import JobFailed


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_bytes_come_back_under_their_own_name(tmp_path):
    blob = blobs.keep(tmp_path, b"one")
    assert blob == blobs.Blob(hashlib.sha256(b"one").hexdigest(), 3)
    assert blobs.place(tmp_path, blob.sha256).read_bytes() == b"one"
    assert names(tmp_path) == [blob.sha256]


def test_a_kept_blob_is_not_written_again(tmp_path):
    blob = blobs.keep(tmp_path, b"one")
    before = blobs.place(tmp_path, blob.sha256).stat()
    assert blobs.keep(tmp_path, b"one") == blob
    after = blobs.place(tmp_path, blob.sha256).stat()
    assert before.st_ino == after.st_ino
    assert after.st_mtime_ns >= before.st_mtime_ns  # but it is young again: nobody may sweep it away


def test_a_blob_cut_short_by_a_broken_disk_is_replaced(tmp_path):
    blob = blobs.keep(tmp_path, b"one")
    blobs.place(tmp_path, blob.sha256).write_bytes(b"o")
    blobs.keep(tmp_path, b"one")
    assert blobs.place(tmp_path, blob.sha256).read_bytes() == b"one"


def test_a_draft_that_is_not_kept_leaves_nothing(tmp_path):
    with blobs.draft(tmp_path) as new:
        new.write(b"12345", 8)
        with pytest.raises(JobFailed, match="too_big"):
            new.write(b"6789", 8)
    assert names(tmp_path) == []


def test_only_the_owner_may_read_a_blob(tmp_path):
    blob = blobs.keep(tmp_path, b"one")
    assert blobs.place(tmp_path, blob.sha256).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "../secret", "a" * 63, "A" * 64, "../" + "a" * 61, "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path, name):
    with pytest.raises(ValueError, match="sha256"):
        blobs.place(tmp_path, name)


def test_preparing_makes_the_folder_and_clears_old_halves_only(tmp_path):
    folder = tmp_path / "deep" / "blobs"
    blobs.prepare(folder)
    blob = blobs.keep(folder, b"one")
    old, new = folder / ".part-old", folder / ".part-new"
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (time.time() - 7200,) * 2)
    blobs.prepare(folder)
    assert names(folder) == [".part-new", blob.sha256]
