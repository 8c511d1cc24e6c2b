// How far a replay is, in one line that is written over in a terminal; elsewhere a line for each tenth.

import type { Position } from './player'

export interface Output {
  isTTY?: boolean
  write: (text: string) => unknown
}

export class ProgressLine {
  private lastShown = ''

  constructor(private readonly output: Output) {}

  show(position: Position): void {
    const percent = Math.floor((position.rows / position.ofRows) * 100)
    const text = progressText(position, percent)
    const shown = this.output.isTTY ? text : String(Math.floor(percent / 10))
    if (shown === this.lastShown) return
    this.lastShown = shown
    this.output.write(this.output.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
  }

  /** What is written next stands on a line of its own. */
  end(): void {
    if (this.output.isTTY) this.output.write('\n')
  }
}

function progressText({ rows, ofRows, leftMs }: Position, percent: number): string {
  return `${String(percent).padStart(3)} %   ${rows} of ${ofRows} rows   ${durationText(leftMs)} left`
}

/** Such as "42 s", "3 min 5 s", "2 h 10 min". */
export function durationText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
