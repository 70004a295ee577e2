// The star of a folder: it is on the connection's first page then.
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Icon } from "../ui/icon";
import { Tooltip } from "../ui/tooltip";
import type { Folder } from "./item";
import { useStar } from "./marks";
import "./star.css";

export function Star({ folder }: { folder: Folder }) {
  const [isStarred, toggle] = useStar(folder);
  return (
    <Tooltip text={isStarred ? "Take the star away" : "Give it a star: it is on the first page then"}>
      <ToggleButton
        className="button button-icon star"
        data-look="quiet"
        data-size="s"
        aria-label="Favourite"
        isSelected={isStarred}
        onChange={toggle}
      >
        <Icon name="star" size={16} />
      </ToggleButton>
    </Tooltip>
  );
}
