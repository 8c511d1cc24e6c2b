// What is said about NewLoom only, as far as the page's first view needs it.

export const texts = {
  label: 'NewLoom',
  streams: 'Streams',
  chat: 'Chat',
  session: 'Name and password',
  token: 'Token',
  username: 'Name',
  password: 'Password',
  options: {
    auto: 'Find out',
    dialect: 'Dialect of the chat',
    documented: 'As documented',
    deployed: 'As the running server',
    dialectHint: 'What is sent follows what the server speaks.',
    api: 'Where REST begins',
    apiHint: 'The documented place is tried first.',
    chat: 'Chat',
    chatHint: 'The number of the chat to write to first. Without it the server opens one.',
  },
  closed: {
    refused: 'The server does not accept the sign-in.',
    notConfigured:
      'This service is not configured on the server. Its administrator can set it up; it is tried each 30 s.',
  },
  commands: {
    start: 'Start',
    pause: 'Pause',
    pauseQuestion: (name: string) => `Pause ${name}? It does not run again until it is started.`,
    run: 'Run now',
  },
} as const
