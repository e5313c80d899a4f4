// Schemas would try whether they may be compiled, which the content security policy refuses and reports. Set where zod
// looks for its configuration when it loads: importing zod here would put all of it before the first paint.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

export {}
