// A sheet of paper with a mark for what is on it; a folder is a folder.
import type { Kind } from "../util/kind";
import "./file-icon.css";

const marks: Record<Exclude<Kind, "folder">, string> = {
  archive: "M10 3.5v1.5M10 7v1.5M10 10.5v1M9 13h2v2.5H9z",
  audio: "M8.5 14.5V9.5l4-1v5M8.5 14.5a1.1 1.1 0 1 1-1.1-1.1M12.5 13.5a1.1 1.1 0 1 1-1.1-1.1",
  code: "M8 9.5L6.3 11.5 8 13.5M12 9.5l1.7 2-1.7 2",
  data: "M7 9c0-.6 1.3-1 3-1s3 .4 3 1-1.3 1-3 1-3-.4-3-1zM7 9v5c0 .6 1.3 1 3 1s3-.4 3-1V9M7 11.5c0 .6 1.3 1 3 1s3-.4 3-1",
  file: "",
  image: "M6.5 14.5l2.5-3.5 1.7 2 1.3-1.5 1.8 3zM12.3 8.8v.010",
  pdf: "M7 14.5c2.5-1.5 3-4 2.8-6 .7 3 2 4.3 3.7 4.5-2.5 0-4.5.5-6.5 1.5z",
  table: "M6.8 9h6.5v5.5H6.8zM6.8 11.5h6.5M10 9v5.5",
  text: "M7 9.5h6M7 12h6M7 14.5h3.5",
  video: "M8.5 9v5l4-2.5z",
};

/** The picture of a kind of thing. The text beside it says what it is. */
export function FileIcon({ kind, size = 20 }: { kind: Kind; size?: number }) {
  const folder = kind === "folder";
  return (
    <svg
      className="file-icon"
      data-kind={kind}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      {folder ? (
        <path
          className="file-icon-sheet"
          d="M2.5 5.3c0-.7.5-1.2 1.2-1.2h3.9l1.9 2h6.8c.7 0 1.2.5 1.2 1.2v7.7c0 .7-.5 1.2-1.2 1.2H3.7c-.7 0-1.2-.5-1.2-1.2z"
        />
      ) : (
        <>
          <path className="file-icon-sheet" d="M4.8 2.5h6.9L15.5 6.3v11.2H4.8zM11.7 2.5v3.8h3.8" />
          <path className="file-icon-mark" d={marks[kind]} />
        </>
      )}
    </svg>
  );
}
