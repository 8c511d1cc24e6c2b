// What was said in the room: at most 10,000 messages, and at most 32 million characters. The oldest give way.

const MOST_MESSAGES = 10_000
const MOST_CHARACTERS = 32_000_000

export interface Message {
  /** From 1, in the order of sending. */
  id: number
  username: string
  text: string
  /** Epoch milliseconds of the true clock. */
  time: number
}

export class MessageLog {
  private readonly messages: Message[] = []
  private characters = 0
  private lastId = 0

  append(username: string, text: string, time: number): Message {
    const message = { id: ++this.lastId, username, text, time }
    this.messages.push(message)
    this.characters += text.length
    while (this.messages.length > MOST_MESSAGES || this.characters > MOST_CHARACTERS) {
      this.characters -= this.messages.shift()?.text.length ?? 0
    }
    return message
  }

  get size(): number {
    return this.messages.length
  }

  /** As they are held in memory: UTF-16. */
  get bytes(): number {
    return this.characters * 2
  }

  /** The last `most`, newest first. */
  newest(most: number): Message[] {
    return this.messages.slice(-most).reverse()
  }

  /** How many were sent after `time`. */
  countSince(time: number): number {
    const lastBefore = this.messages.findLastIndex((message) => message.time <= time)
    return this.messages.length - 1 - lastBefore
  }
}
