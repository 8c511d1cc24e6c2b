// NewLoom (Django Channels): data streams that run and count, and a chat with an assistant; REST under /api/v1.
// This part is light, the page holds it; decoders and REST are loaded by the engine.
import { passwordField } from '../../password-field'
import type { Protocol } from '../../protocol'
import { commands } from './commands'
import { CSRF } from './csrf'
import { options } from './options'
import { chatPolicy, streamsPolicy } from './policy'
import { texts } from './texts'

const newloom: Protocol = {
  label: texts.label,
  options,
  // "Authentication is handled through URL parameters: Token Authentication, Session Authentication".
  authMethods: [
    {
      id: 'session',
      label: texts.session,
      cookie: { csrf: CSRF.cookie },
      fields: [
        { key: 'username', label: texts.username, type: 'text', required: true, autocomplete: 'username' },
        passwordField(texts.password),
      ],
    },
    {
      id: 'token',
      label: texts.token,
      fields: [{ key: 'token', label: texts.token, type: 'password', required: true, autocomplete: 'off' }],
    },
  ],
  links: [
    { id: 'streams', label: texts.streams, policy: streamsPolicy },
    // "Limit subscription to necessary channels", Performance.
    { id: 'chat', label: texts.chat, policy: chatPolicy, onDemand: true },
  ],
  // Its figures change with each run only; nothing hangs on this.
  cadenceHintMs: 5_000,
  capabilities: { history: false, limits: false, polling: true },
  commands,
  chat: {
    link: 'chat',
    hasConversations: true,
    // "{message, chat_id?}": a message without a chat opens one.
    hasMain: true,
    hasHistory: false,
    presence: false,
    typing: true,
    // "Implement rate limiting", without a number; no length is named either.
    messagesPerMinute: null,
    frameBytes: null,
    // The running server gives a message back with the assistant's answer to it.
    echoWithinMs: 30_000,
  },
  load: async () => (await import('./runtime')).runtimeFor,
}

export default newloom
