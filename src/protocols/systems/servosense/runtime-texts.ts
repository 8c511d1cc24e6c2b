// What the working part of ServoSense has to say; loaded with it.

export const texts = {
  tokenMissing: 'Enter a token.',
  tokenIllegal:
    'This token has characters that a subprotocol cannot carry. Set the option "socketToken" to "query", or sign in with another token.',
  noWorkspace: 'Set the option "workspace" of this source: the number or id of the workspace.',
  workspaceMissing: (workspace: string) =>
    `The server has no workspace "${workspace}". Check the option "workspace" of this source.`,
  /** The server proves a sign-in, but names nobody. */
  unnamedUser: 'Unnamed user',
  otherVersion: (version: string) =>
    `version: the server speaks version ${version}, Watchdeck knows version 1`,
  otherVersionNotice: (version: string) =>
    `The server speaks version ${version} of its protocol, Watchdeck knows version 1. Frames of other versions are not shown.`,
  otherLevel: (level: string, message: string) => `${level}: ${message}`,
  withCode: (message: string, code: string) => `${message} (${code})`,
  machine: (id: string) => `Machine ${id}`,
  noMachine: 'Without a machine',
  sensor: (id: string) => `Sensor ${id}`,
  threshold: 'Threshold',
  topologyNotRead: (why: string) => `The topology could not be read: ${why}`,
  expected: (where: string, what: string, found: string) => `${where}: expected ${what}, found ${found}`,
  commands: {
    started: 'The simulator was started.',
    runsAlready: 'The simulator was running already.',
    stopped: 'The simulator was stopped.',
    notStopped: 'The server did not stop the simulator.',
    thresholdSet: (value: number) => `The threshold is now ${value}.`,
    thresholdRemoved: 'The threshold was removed.',
    thresholdIs: (value: number) => `The server did not take it: the threshold is ${value}.`,
    thresholdIsNone: 'The server did not take it: there is no threshold.',
    thresholdInvalid: 'A threshold is a number.',
    noSensor: 'Say which sensor is meant.',
    unknown: (command: string) => `There is no command "${command}".`,
    unclear: (what: string) => `The server gave no clear answer. ${what}`,
  },
} as const
