// The star of a folder: it is on the connection's first page then.
import { ToggleButton } from "react-aria-components/ToggleButton";
import { t } from "../messages/files";
import { Icon } from "../ui/icon";
import { Tooltip } from "../ui/tooltip";
import type { Folder } from "./item";
import { useStar } from "./marks";
import "./star.css";

export function Star({ folder }: { folder: Folder }) {
  const [isStarred, toggle] = useStar(folder);
  return (
    <Tooltip text={isStarred ? t.takeStar : t.giveStar}>
      <ToggleButton
        className="button button-icon star"
        data-look="quiet"
        data-size="s"
        aria-label={t.favourite}
        isSelected={isStarred}
        onChange={toggle}
      >
        <Icon name="star" size={16} />
      </ToggleButton>
    </Tooltip>
  );
}
