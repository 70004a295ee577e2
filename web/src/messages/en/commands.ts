// What can be done by keys and commands.

export const commands = {
  // commands.ts, folder-menu.tsx
  nothingSelected: "Nothing is selected",
  moreThanOne: "More than one thing is selected",
  onlyFiles: "Only files have versions",
  uploadFiles: "Upload files",
  paste: "Paste",
  nothingHeld: "Nothing is copied or cut",
  nothingToUndo: "There is nothing to undo",
  wholeBucket: "This is the whole bucket",
  folderAsItWas: "The folder as it was at a moment",
  folderProperties: "Properties of this folder",
  takeStar: "Take this folder's star away",
  giveStar: "Give this folder a star",
  nextView: "Change between list, grid and gallery",
  showAs: (view: string) => `Show as ${view.toLowerCase()}`,
  someThumbnails: "Show thumbnails",
  noThumbnails: "Show no thumbnails",
  allKeys: "All keys",

  // help-dialog.tsx
  keyboard: "Keyboard",
  singles: "Keys without Ctrl or Alt",
  singlesWords:
    "Single letters and signs, such as ? and the beginning of a name. Turn them off if you speak to your machine, or press them by accident. F1 and Ctrl+K work all the same. This browser remembers it.",
  or: "or",
  off: "(off)",
  groups: {
    Go: "Go from place to place",
    Select: "Select",
    Look: "Look",
    Change: "Change",
    Help: "Find your way",
  },

  // palette-dialog.tsx
  commands: "Commands",
  find: "Find a command or a place",
  found: "Found",
  commandsAndPlaces: "Commands and places",
  none: "Nothing is called so.",
  do: "Do",

  // palette-places.ts
  places: "Places",
  openRoles: "Open roles",

  // keyboard.ts
  keys: {
    move: "Go to another row and select it",
    type: "Go to the row that begins so",
    open: "Open",
    parent: "To the folder above",
    address: "Type an address to go to",
    filter: "Filter by name",
    range: "Select all from here to there",
    goOn: "Go on without selecting",
    addRange: "Select all from here to there besides the others",
    toggle: "Select this row too, or not any more",
    all: "Select all",
    clear: "Select nothing",
    look: "Look at the row, and again: close it. A row that is not selected is selected first",
    view: "Change between list, grid and gallery. A name that begins with v: Shift+V",
    properties: "Properties",
    versions: "Versions",
    menu: "Menu of the row",
    rename: "Rename",
    delete: "Delete",
    copy: "Copy",
    cut: "Cut, to move it",
    paste: "Paste what was copied or cut",
    undo: "Undo what was done last",
    newFolder: "New folder",
    commands: "All commands",
    help: "These keys",
  },
  /** What is written on keys, where they are not called as here. */
  onKeys: {} as Readonly<Record<string, string>>,
};
