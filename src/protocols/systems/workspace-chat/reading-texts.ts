// What the decoder and the REST side of the Workspace chat say.
import { wireTexts } from '../../../texts/wire'

export const readingTexts = {
  nameMissing: 'Enter a name.',
  unnamedUser: 'Unnamed user',
  wrongLogin: 'Name or password is wrong.',
  noAccounts: 'This server has no accounts. Sign in with a name only.',
  answerRefused: 'The server did not answer the question and does not say why.',
  noJobs: 'This system has no jobs.',
  monitoring: 'Monitoring',
  /** The figures that servers are known to tell, by their path. What memory is counted in, none of them says. */
  figures: {
    connectedUsers: { name: 'Connected users', unit: '' },
    messagesPerMinute: { name: 'Messages', unit: '/min' },
    'systemHealth.uptime': { name: 'Server uptime', unit: 's' },
    'systemHealth.memory.used': { name: 'Server memory now', unit: '' },
    'systemHealth.memory.total': { name: 'Server memory in all', unit: '' },
    'systemHealth.memory.percentage': { name: 'Server memory share', unit: '%' },
  },
  monitoringNotRead: (why: string) => `The monitoring figures could not be read: ${why}`,
  health: {
    status: 'Status',
    system: 'System',
    version: 'Version',
    uptime: 'Uptime',
    notTold: 'not told',
  },
  expected: wireTexts.expected,
  time: wireTexts.time,
} as const
