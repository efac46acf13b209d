worker.onMessage(() => {})
