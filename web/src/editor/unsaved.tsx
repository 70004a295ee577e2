// Why a text is not saved. It stays where it is.
import type { ApiError } from "../api/error";
import { t } from "../messages/editor";
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
    <Notice tone="danger" title={error.code === "denied" ? t.notAllowed : t.isNotSaved}>
      <p>{error.message}</p>
      {ofTags && <p>{t.tagsForgotten}</p>}
      <p>{t.textStays(error.code === "expired")}</p>
      {/* Before what may be long. */}
      <div className="notice-actions">
        <Button size="s" icon="refresh" onPress={() => onRetry(false)}>
          {t.tryAgain}
        </Button>
        {ofTags && (
          <Button size="s" onPress={() => onRetry(true)}>
            {t.withoutTags}
          </Button>
        )}
      </div>
      <Refusal error={error} />
    </Notice>
  );
}
