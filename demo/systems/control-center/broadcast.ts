// `/ws`: the whole state at once, and from then on each two seconds. What clients send means nothing here.

import type { Clock } from '../../clock'
import type { Channel } from '../../faults/channel'
import type { StatusBoard } from './status'

const BROADCAST_EVERY_MS = 2_000

export class Broadcast {
  private readonly subscribers = new Set<Channel>()
  private cancel: () => void = () => undefined

  constructor(
    private readonly clock: Clock,
    private readonly board: StatusBoard,
  ) {
    this.wait()
  }

  open(channel: Channel): void {
    this.subscribers.add(channel)
    channel.onClose(() => this.subscribers.delete(channel))
    channel.send(this.board.now())
  }

  stop(): void {
    this.cancel()
  }

  private wait(): void {
    this.cancel = this.clock.after(BROADCAST_EVERY_MS, () => {
      this.wait()
      this.board.refresh()
      const status = this.board.now()
      for (const channel of this.subscribers) channel.send(status)
    })
  }
}
