// The file page, and what leads to it. They come in one piece: one more beside it would cut up what every page needs.
export { SharePage } from "../share/share-page";
export { Waiting } from "../share/waiting";
export { FilesPage } from "./files";
