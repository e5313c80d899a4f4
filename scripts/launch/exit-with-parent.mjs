// Loaded into a child process: when the launcher is gone, even killed, nothing of it stays behind.
process.on('disconnect', () => process.exit(1))
