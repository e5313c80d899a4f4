// Loaded into a child process: when the launcher is gone, even killed, nothing of it stays behind.
const exit = () => process.exit(1)
process.on('disconnect', exit)
// It may be gone before this was loaded.
if (process.send && !process.connected) exit()
