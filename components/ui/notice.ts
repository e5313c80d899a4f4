/** What became of an action. */
export type Notice = { title: string; description?: string; failed?: boolean; undo?: () => void }

/** Shows a notice. @returns how to take it away before its time. */
export type Show = (notice: Notice) => () => void
