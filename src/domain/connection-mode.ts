// How a link reaches its backend, in the words that everyone sees.

export type ConnectionMode = 'websocket' | 'polling' | 'connecting'

/** What a person can do about a link that is not well. */
export type Remedy = 'wait' | 'sign-in' | 'ask-administrator'

/** `unproven`: open, but the server has not shown that it means it (rule C1, field note "`open` proves nothing"). */
export type SocketState = 'idle' | 'waiting' | 'opening' | 'unproven' | 'delivering' | 'halted'

/** `starting`: asked, not answered yet; a poll that nobody answers is not called polling. */
export type PollState = 'off' | 'starting' | 'on' | 'failing'
