// All keys, at a glance. Its code comes when it is asked for, and so does that of the commands.
import { lazily } from "../ui/lazily";

export const HelpDialog = lazily(async () => (await import("./help-dialog")).default);

/** Everything that can be done, and where one can go, by its name. */
export const Palette = lazily(async () => (await import("./palette-dialog")).default);
