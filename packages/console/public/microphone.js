/* Runs beside the page: hands on what the microphone hears, in blocks, as it comes. */
registerProcessor(
  "microphone",
  class extends AudioWorkletProcessor {
    process([[channel] = []]) {
      if (channel) this.port.postMessage(channel.slice());
      return true;
    }
  },
);
