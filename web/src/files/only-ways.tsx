// A folder above the places that a connection offers: of what is in it only the ways there are shown.
import type { Refusals } from "../api/abilities";
import { ApiError } from "../api/error";
import { t } from "../messages/files";
import { Notice } from "../ui/notice";

export const onlyWays = t.onlyWays;

const refusal = new ApiError({ code: "denied", message: `${onlyWays}.` });

/** Nothing in such a folder can be changed. */
export const refusedInWays: Refusals = { read: refusal, write: refusal, delete: refusal };

export function OnlyWays() {
  return (
    <Notice title={onlyWays}>
      <p>{t.onlyWaysWords}</p>
    </Notice>
  );
}
