// German: all of it, in one piece.
export { names } from "./names";
export { pages } from "./pages";
export { parts } from "./parts";
export { api } from "./api";
export { ui } from "./ui";
export { util } from "./util";
export { check } from "./check";
export { saml } from "./saml";
export { setup } from "./setup";
export { transfer } from "./transfer";
export { jobs } from "./jobs";
export { search } from "./search";
export { you } from "./you";
export { versions } from "./versions";
export { files } from "./files";
export { commands } from "./commands";
export { listing } from "./listing";
