// What was, of a file and of a folder. Its code comes when it is asked for.
import { lazily } from "../ui/lazily";

/** All versions of a file. */
export const VersionsDialog = lazily(async () => (await import("./versions-dialog")).default);

/** Asks as of which moment a folder is to be shown. */
export const PastDialog = lazily(async () => (await import("./past-dialog")).default);

/** A folder as it was. */
export const PastFolder = lazily(async () => (await import("./past-folder")).default);
