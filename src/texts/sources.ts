// What is said where sources are added and changed.

export const sourceTexts = {
  title: 'Sources',
  toHere: 'Add or change sources',
  back: 'Connections',
  about:
    'What you change here is kept in this browser only. Passwords and tokens are never part of it: only how to sign in.',
  notKept: 'This browser keeps nothing, so this holds until the page is closed.',
  loading: 'Reading watchdeck.json …',
  none: 'No source yet.',
  list: 'Sources in their order',

  keptDocument: { key: 'watchdeck:sources', expected: 'sources that this version of Watchdeck wrote' },
  trouble: {
    'later-version': 'a later version’s; it stays as it is until you change something here',
    unreadable: 'something else; it stays as it is until you change something here',
  },
  keptParts: { labels: 'labels by id', ids: 'a list of ids' },
  found: 'something else',
  problems: {
    title: 'Problems in what this browser keeps of your sources',
    discard: 'Discard what cannot be used',
  },

  row: {
    address: 'Address',
    throughProxy: 'through this page’s server',
    origin: { own: 'added here', deployed: 'from watchdeck.json' },
    wasCalled: (label: string) => `watchdeck.json calls it “${label}”`,
    off: 'Switched off',
    watch: 'Watch',
    up: (label: string) => `Move ${label} up`,
    down: (label: string) => `Move ${label} down`,
    edit: 'Edit',
    rename: 'Rename',
    duplicate: 'Duplicate',
    remove: 'Remove',
    reset: 'Reset',
    ofSource: (action: string, label: string) => `${action} ${label}`,
  },

  add: 'Add a source',
  export: 'Export',
  import: 'Import',
  resetOrder: 'Order of watchdeck.json',

  said: {
    added: (label: string) => `${label} was added.`,
    changed: (label: string) => `${label} was changed.`,
    removed: (label: string) => `${label} was removed.`,
    reset: (label: string) => `${label} is as watchdeck.json says.`,
    on: (label: string) => `${label} is watched.`,
    off: (label: string) => `${label} is switched off.`,
    moved: (label: string, place: number, all: number) => `${label} is number ${place} of ${all}.`,
    orderReset: 'The order is that of watchdeck.json.',
    discarded: 'What could not be used was discarded.',
    imported: (count: number) =>
      count === 0 ? 'Nothing was imported.' : `${count} source${count === 1 ? ' was' : 's were'} imported.`,
  },

  removing: {
    question: (label: string) =>
      `Remove ${label}? What this browser keeps of it goes too: history, events, limits of your own, its sign-in.`,
    confirm: 'Remove',
  },

  form: {
    add: 'Add a source',
    edit: (label: string) => `Edit ${label}`,
    rename: (label: string) => `Rename ${label}`,
    system: 'System',
    label: 'Label',
    id: 'Id',
    idHint: 'Part of this page’s addresses. It stays as it is once saved.',
    url: 'Address',
    urlHint: 'Where the backend’s paths begin, such as https://plant.example/monitoring.',
    oneOriginHint: (system: string) =>
      `Most ${system} backends can be read only from their own origin: watch them with a “proxy” in watchdeck.json, unless this one allows this page (CORS).`,
    insecure:
      'This page came over https, and browsers let it ask nobody over http (mixed content). Its own server can: add this to the sources in watchdeck.json.',
    method: 'How to sign in',
    noMethod: 'Nobody signs in',
    optional: 'optional',
    shouldBe: (expected: string) => `This should be ${expected}.`,
    tooManyOf: (count: number) => `${count} fields have to be changed before it can be saved.`,
    oneWrong: 'One field has to be changed before it can be saved.',
    copyOf: (label: string, number: number) => `${label} (${number})`,
    save: 'Save',
    cancel: 'Cancel',
  },

  warning: (expected: string) => `Its address should be ${expected}.`,

  reach: {
    title: (label: string) => `${label} cannot be reached from here`,
    asking: 'Finding out why …',
    cors: (origin: string) =>
      `The backend answers, but does not allow this page to read it (CORS). It would have to allow ${origin}.`,
    policy: 'This page’s own policy forbids it to ask there (Content-Security-Policy).',
    silent:
      'Nothing answers there, or the browser does not let this page ask (mixed content, a private network, a blocker).',
    instead:
      'This page’s own server can lead there instead: add this to the sources in watchdeck.json, then remove it here.',
    entry: 'Entry for watchdeck.json',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser did not let it be copied. Select the text instead.',
  },

  file: {
    name: 'watchdeck-sources.json',
    title: (file: string) => `Import ${file}`,
    problems: (file: string) => `Problems in ${file}`,
    tooLong: { expected: 'a file of at most 1 MB', found: 'a longer one' },
    unreadable: { expected: 'a file that can be read', found: 'one that the browser cannot read' },
    adds: 'New',
    replaces: 'Already here, but different. Tick what should be replaced:',
    same: (labels: string) => `Already here, the same: ${labels}.`,
    deployed: (labels: string) => `Left as watchdeck.json has it: ${labels}.`,
    direct: (label: string) =>
      `${label} has a proxy in this file. Only watchdeck.json can offer one, so the page asks its address directly.`,
    noAutomatic: (label: string) => `${label}: only watchdeck.json can have it signed in by itself.`,
    leftOut: (label: string) => `${label}: only what its system asks for is taken; the rest was left out.`,
    off: (label: string) =>
      `${label} is switched off in this file, and is not watched until you switch it on.`,
    nothing: 'There is nothing in it to import.',
    confirm: (count: number) => `Import ${count}`,
    cancel: 'Cancel',
  },
} as const
