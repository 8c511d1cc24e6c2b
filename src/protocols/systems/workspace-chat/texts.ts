// What is said about the Workspace chat only: where it is chosen, signed in to and refused. What its decoder and REST
// say is in `reading-texts.ts`, so that the page's first view need not load it.

export const texts = {
  label: 'Workspace chat',
  link: 'Chat',
  generation: 'Server generation',
  generationHint:
    'Newer servers know nothing of presence and typing. Most tell by themselves which they are.',
  generationChoices: { auto: 'Find out', documented: 'As documented', newer: 'Newer' },
  name: 'Name only',
  nameField: 'Name',
  nameHint: 'Others see what you write under this name.',
  password: 'Name and password',
  passwordField: 'Password',
  passwordHint: 'For servers with accounts.',
  refusals: {
    signInNeeded: 'The server asks for a sign-in.',
    alreadySignedIn: 'This name is signed in elsewhere. Sign out there, then try again.',
    tooManyConnections: 'This name has as many connections as the server takes. Close one of the others.',
    signInRefused: 'The server does not accept the sign-in.',
    signInRefusedBecause: (why: string) => `The server does not accept the sign-in: ${why}`,
  },
} as const
