// The folder as cards, with small pictures of what are pictures.
import { useCallback } from "react";
import { nameOf, useOpened } from "../api/role";
import type { PictureOf } from "../listing/card";
import { Cards, type CardsProps } from "../listing/cards";
import { Thumb } from "../thumbs/thumb";
import { canHaveThumb } from "../thumbs/which";
import type { Folder } from "./item";
import { thumbnails } from "./view";

export interface FolderCardsProps extends Omit<CardsProps, "pictureOf"> {
  folder: Folder;
  mayRead: boolean;
}

export default function FolderCards({ folder, mayRead, ...props }: FolderCardsProps) {
  const { connection, bucket } = folder;
  const opened = useOpened(nameOf(connection));
  const isOn = thumbnails.use() === "on" && mayRead && opened !== undefined;
  const pictureOf = useCallback<PictureOf>(
    (row, isSeen, icon) =>
      isOn && canHaveThumb(row) ? (
        <Thumb
          key={`${row.key} ${row.etag} ${row.modified}`}
          of={{ connection, bucket, key: row.key, size: row.size, etag: row.etag }}
          by={opened}
          isSeen={isSeen}
          icon={icon}
        />
      ) : (
        icon
      ),
    [isOn, opened, connection, bucket],
  );
  return <Cards pictureOf={pictureOf} {...props} />;
}
