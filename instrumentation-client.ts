import { config } from 'zod'

// Schemas would try whether they may be compiled, which the content security policy refuses and reports.
config({ jitless: true })
