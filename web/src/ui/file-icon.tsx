// A sheet of paper with a mark for what is on it; a folder is a folder.
import type { Kind } from "../util/kind";
import "./file-icon.css";

const marks: Record<Exclude<Kind, "folder">, string> = {
  archive: "M10 3.500v1.500M10 7v1.500M10 10.500v1M9 13h2v2.500H9z",
  audio:
    "M8.500 14.500V9.500l4-1v5M8.500 14.500a1.100 1.100 0 1 1-1.100-1.100M12.500 13.500a1.100 1.100 0 1 1-1.100-1.100",
  code: "M8 9.500L6.300 11.500 8 13.500M12 9.500l1.700 2-1.700 2",
  data: "M7 9c0-.6 1.300-1 3-1s3 .4 3 1-1.300 1-3 1-3-.4-3-1zM7 9v5c0 .6 1.300 1 3 1s3-.4 3-1V9M7 11.500c0 .6 1.300 1 3 1s3-.4 3-1",
  file: "",
  image: "M6.500 14.500l2.500-3.500 1.700 2 1.300-1.500 1.800 3zM12.300 8.800v.010",
  pdf: "M7 14.500c2.500-1.500 3-4 2.800-6 .7 3 2 4.300 3.700 4.500-2.500 0-4.500.5-6.500 1.500z",
  table: "M6.800 9h6.500v5.500H6.800zM6.800 11.500h6.500M10 9v5.500",
  text: "M7 9.500h6M7 12h6M7 14.500h3.500",
  video: "M8.500 9v5l4-2.500z",
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
          d="M2.500 5.300c0-.7.500-1.200 1.200-1.200h3.900l1.900 2h6.800c.7 0 1.200.5 1.200 1.200v7.700c0 .7-.5 1.200-1.200 1.200H3.700c-.7 0-1.200-.5-1.200-1.200z"
        />
      ) : (
        <>
          <path
            className="file-icon-sheet"
            d="M4.800 2.500h6.900L15.500 6.300v11.200H4.800zM11.700 2.500v3.800h3.800"
          />
          <path className="file-icon-mark" d={marks[kind]} />
        </>
      )}
    </svg>
  );
}
