// The icons, drawn on a grid of 20 with one stroke.
import "./icon.css";

const shapes = {
  "arrow-left": "M16 10H4M9 5l-5 5 5 5",
  "arrow-up": "M10 16V4M5 9l5-5 5 5",
  bucket:
    "M3.5 5.5h13l-1.6 10a1.6 1.6 0 0 1-1.6 1.4H6.7a1.6 1.6 0 0 1-1.6-1.4zM3.5 5.5C3.5 4 6.4 3 10 3s6.5 1 6.5 2.5S13.6 8 10 8 3.5 7 3.5 5.5z",
  camera: "M3 6h3.2L8 3.8h4L13.8 6H17v10H3zM10 13.6a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  check: "M4 10.5l4 4L16 6",
  "chevron-down": "M5 7.5l5 5 5-5",
  "chevron-left": "M12.5 5l-5 5 5 5",
  "chevron-right": "M7.5 5l5 5-5 5",
  "chevron-up": "M5 12.5l5-5 5 5",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.3l2.7 1.7",
  close: "M5 5l10 10M15 5L5 15",
  copy: "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
  download: "M10 3v10M5.5 8.8L10 13.3l4.5-4.5M3.5 16.7h13",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  external: "M11.5 3.5h5v5M16.5 3.5l-7.5 7.5M14.5 11.5v4a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h4",
  file: "M5 2.8h6.5L15.5 7v10.2H5zM11.5 2.8V7h4",
  folder: "M2.8 5.3c0-.6.4-1 1-1h4l1.9 2h6.5c.6 0 1 .4 1 1v7.9c0 .6-.4 1-1 1H3.8c-.6 0-1-.4-1-1z",
  "folder-plus":
    "M2.8 5.3c0-.6.4-1 1-1h4l1.9 2h6.5c.6 0 1 .4 1 1v7.9c0 .6-.4 1-1 1H3.8c-.6 0-1-.4-1-1zM10 8.8v5M7.5 11.3h5",
  gallery: "M3 4h14v12H3zM3 13.5l4-4 4 4 2.5-2.5 3.5 3.5M13 7.6v.010",
  globe: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2 2 3 4.4 3 7s-1 5-3 7c-2-2-3-4.4-3-7s1-5 3-7z",
  grid: "M3.5 3.5H9V9H3.5zM11 3.5h5.5V9H11zM3.5 11H9v5.5H3.5zM11 11h5.5v5.5H11z",
  home: "M3.5 9L10 3.5 16.5 9v7.5h-4.7v-4.7H8.2v4.7H3.5z",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.2v4.3M10 6.4v.2",
  key: "M12.7 10.8a3.8 3.8 0 1 0-3.5-3.5L3 13.5V17h3.5v-2h2v-2l.7-.7zM13.5 6.4v.2",
  keyboard: "M2.5 5h15v10h-15zM5.5 8v.01M8.5 8v.01M11.5 8v.01M14.5 8v.01M5.5 12v.01M14.5 12v.01M8 12h4",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.8-2.8a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.8 2.8a3 3 0 0 0 4.3 4.3l1-1",
  list: "M7.5 5.5h9M7.5 10h9M7.5 14.5h9M3.5 5.5v.01M3.5 10v.01M3.5 14.5v.01",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  moon: "M16 11.7A6.5 6.5 0 0 1 8.3 4a6.5 6.5 0 1 0 7.7 7.7z",
  minus: "M4 10h12",
  more: "M4.5 10v.01M10 10v.01M15.5 10v.01",
  move: "M3 10h13M11 5l5 5-5 5M3 5v10",
  pause: "M7 4.5v11M13 4.5v11",
  paste: "M7 4.5H5v12.5h10V4.5h-2M7 3h6v3.5H7zM7.5 10h5M7.5 13h5",
  pencil: "M4 16l.8-3.6L13.3 4l2.7 2.7-8.5 8.5zM11.5 5.8l2.7 2.7",
  person: "M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c.3-3.3 2.7-5 6-5s5.7 1.7 6 5",
  place:
    "M10 17.5s-5.5-4.8-5.5-9.2a5.5 5.5 0 0 1 11 0c0 4.4-5.5 9.2-5.5 9.2zM10 10.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  play: "M6.5 4l9 6-9 6z",
  plus: "M10 4v12M4 10h12",
  refresh: "M16 10a6 6 0 1 1-1.7-4.2L16.3 7.7M16.3 3.5v4.2h-4.2",
  scissors:
    "M6 8.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM6 16.4a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM7.9 7.2L17 14M7.9 12.8L17 6",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
  server: "M3.5 4h13v5h-13zM3.5 11h13v5h-13zM6.5 6.5v.01M6.5 13.5v.01",
  "sign-out": "M12 6V3.5H4v13h8V14M8.5 10H17M14 7l3 3-3 3",
  star: "M10 3l2.2 4.6 5 .7-3.6 3.5.9 5L10 14.4l-4.5 2.4.9-5L2.8 8.3l5-.7z",
  sun: "M10 13.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M15.3 4.7l-1.2 1.2M5.9 14.1l-1.2 1.2",
  theme: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M10 6l5-2M10 9.5l6.7-2.5M10 13l6.5-2.5M10 16.5l4.5-2",
  trash: "M3.5 5.5h13M8 5.5v-2h4v2M5.2 5.5l.8 11h8l.8-11M8.5 8.5v5M11.5 8.5v5",
  unplugged:
    "M3 3l14 14M6 10.5a5 5 0 0 1 2-2M14.5 11a6 6 0 0 0-2-2M3.5 8a10 10 0 0 1 2.3-1.7M16.5 8a10 10 0 0 0-6.2-2.5M10 15v.01",
  upload: "M10 13.5V3.5M5.5 8L10 3.5 14.5 8M3.5 16.7h13",
  warning: "M10 3.3l7.3 13H2.7zM10 8.3v3.7M10 14v.2",
} as const;

export type IconName = keyof typeof shapes;

/** An icon. It says nothing to a screen reader: its button or its neighbour has the words. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" data-icon={name} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
