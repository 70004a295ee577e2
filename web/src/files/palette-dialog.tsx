// Everything that can be done here, and where one can go, found by its name.
import { Autocomplete, useFilter } from "react-aria-components/Autocomplete";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { t } from "../messages/commands";
import { MenuItem } from "../ui/menu";
import type { Command, CommandsOf } from "./commands";
import { useCommands } from "./commands";
import { usePlaces } from "./palette-places";
import "./palette-dialog.css";

export interface PaletteProps extends CommandsOf {
  onClose: () => void;
}

export default function PaletteDialog({ onClose, ...of }: PaletteProps) {
  const { contains } = useFilter({ sensitivity: "base" });
  const groups: [title: string, commands: Command[]][] = [
    [t.do, useCommands(of)],
    ...usePlaces(of.folder.connection),
  ];
  return (
    <ModalOverlay
      className="dialog-scrim palette-scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className="dialog-window palette">
        <AriaDialog className="palette-dialog" aria-label={t.commands}>
          <Autocomplete filter={contains}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks one thing */}
            <SearchField aria-label={t.find} autoFocus>
              <Input className="palette-field" placeholder={t.find} />
            </SearchField>
            {/* What scrolls can be scrolled by keys too. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className="palette-found" tabIndex={0} role="group" aria-label={t.found}>
              <Menu
                className="menu palette-menu"
                aria-label={t.commandsAndPlaces}
                onClose={onClose}
                renderEmptyState={() => <p className="palette-none muted">{t.none}</p>}
              >
                {groups
                  .filter(([, commands]) => commands.length > 0)
                  .map(([title, commands]) => (
                    <MenuSection key={title} aria-label={title}>
                      <Header className="palette-title">{title}</Header>
                      {commands.map((command) => (
                        <Line key={command.id} command={command} />
                      ))}
                    </MenuSection>
                  ))}
              </Menu>
            </div>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ command }: { command: Command }) {
  const { label, icon, shortcut, hint, refused, missing, run } = command;
  return (
    <MenuItem
      icon={icon}
      shortcut={shortcut}
      hint={missing ?? refused ?? hint}
      refused={refused}
      isDisabled={Boolean(missing)}
      // What comes of it may be a dialog of its own: this one is gone by then, and has given the focus back.
      onAction={() => setTimeout(run, 50)}
    >
      {label}
    </MenuItem>
  );
}
