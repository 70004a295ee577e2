// All keys, of the table by which they work.
import { Switch } from "react-aria-components/Switch";
import { type Group, type Shortcut, isSingle, shortcuts, shown } from "../listing/keyboard";
import { setSingleKeys, useSingleKeys } from "../listing/single-keys";
import { t } from "../messages/commands";
import { Dialog } from "../ui/dialog";
import "./help-dialog.css";

const groups: readonly Group[] = ["Go", "Select", "Look", "Change", "Help"];

export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const singles = useSingleKeys();
  return (
    <Dialog title={t.keyboard} size="l" isOpen onClose={onClose}>
      <Switch className="help-switch" isSelected={singles} onChange={setSingleKeys}>
        <span className="help-switch-track" />
        <span className="help-switch-words">
          {t.singles}
          <span className="muted">{t.singlesWords}</span>
        </span>
      </Switch>
      <div className="help-keys">
        {groups.map((group) => (
          <section key={group} aria-labelledby={`help-keys-${group}`}>
            <h3 id={`help-keys-${group}`}>{t.groups[group]}</h3>
            <dl>
              {shortcuts
                .filter((one) => one.group === group)
                .map((one) => (
                  <Line key={one.keys[0]} shortcut={one} singles={singles} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ shortcut: { keys, says, does }, singles }: { shortcut: Shortcut; singles: boolean }) {
  // The other ways to go are the same as up and down.
  const told = does === "move" ? keys.slice(0, 2) : keys;
  return (
    <div className="help-keys-line">
      <dt>{t.keys[says]}</dt>
      <dd>
        {told.map((key, index) => {
          const isOff = !singles && isSingle(key);
          return (
            <span key={key} data-off={isOff || undefined}>
              {index > 0 && <span className="muted"> {t.or} </span>}
              <kbd>{shown(key)}</kbd>
              {isOff && <span className="muted"> {t.off}</span>}
            </span>
          );
        })}
        {does === "move" && <span className="muted"> …</span>}
      </dd>
    </div>
  );
}
