// Why a text is not saved. It stays where it is.
import type { ApiError } from "../api/error";
import { Button } from "../ui/button";
import { Refusal } from "../ui/denial";
import { Notice } from "../ui/notice";

interface UnsavedProps {
  error: ApiError;
  onRetry: (dropTags: boolean) => void;
}

export function Unsaved({ error, onRetry }: UnsavedProps) {
  const ofTags = error.denial?.action.endsWith("ObjectTagging") ?? false;
  return (
    <Notice tone="danger" title={error.code === "denied" ? "Saving is not allowed" : "It is not saved"}>
      <p>{error.message}</p>
      {ofTags && (
        <p>S3 forgets the tags of a file that is written over, unless they are read and written again.</p>
      )}
      <p>Your text stays here{error.code === "expired" ? ": sign in again, then try again" : ""}.</p>
      {/* Before what may be long. */}
      <div className="notice-actions">
        <Button size="s" icon="refresh" onPress={() => onRetry(false)}>
          Try again
        </Button>
        {ofTags && (
          <Button size="s" onPress={() => onRetry(true)}>
            Save without its tags
          </Button>
        )}
      </div>
      <Refusal error={error} />
    </Notice>
  );
}
