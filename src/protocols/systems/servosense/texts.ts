// What the page says about ServoSense only.

export const texts = {
  label: 'ServoSense',
  link: 'Workspace',
  workspace: 'Workspace',
  workspaceHint: 'Its number or id, as in the address of its page.',
  socketToken: 'Token on the live connection',
  socketTokenHint: 'The server has to read it there. In the address it can end up in logs.',
  socketTokenChoices: { subprotocol: 'As a subprotocol', query: 'In the address' },
  password: 'Email and password',
  token: 'Token',
  email: 'Email',
  passwordField: 'Password',
  tokenField: 'Token',
  refused: (reason: string) =>
    reason === ''
      ? 'The server does not accept the sign-in.'
      : `The server does not accept the sign-in: ${reason}`,
  commands: {
    start: 'Start simulator',
    stop: 'Stop simulator',
    stopQuestion: (name: string) => `Stop the simulator of ${name}? Its sensors will send no more readings.`,
    threshold: 'Set threshold',
  },
} as const
