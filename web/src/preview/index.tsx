// An object shown large. Its code comes when the first one is opened.
import { lazily } from "../ui/lazily";

/** Shows one object over the page. */
export const Preview = lazily(async () => (await import("./preview-dialog")).PreviewDialog);
