// English, as it is said from the first moment on.
export { names } from "./names";
export { pages } from "./pages";
export { parts } from "./parts";
export { api } from "./api";
export { ui } from "./ui";
export { util } from "./util";
