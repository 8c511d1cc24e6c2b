// What the list of keys says (V5). Loaded when somebody asks for it.

export const keyTexts = {
  title: 'Keys',
  close: 'Close',
  keys: [
    { keys: ['?'], does: 'Show this list' },
    { keys: ['/'], does: 'Search, on Overview and Events' },
    { keys: ['Tab'], does: 'Go to the next link, field or list' },
    { keys: ['←', '→'], does: 'Read single samples, in a sensor’s chart' },
    { keys: ['Home', 'End'], does: 'First and last sample in the chart' },
    { keys: ['Esc'], does: 'Close a dialog, or stop reading samples' },
  ],
} as const
