/** The first error that nobody has been told of. */
let untold: string | undefined;

/**
 * Listens for what goes wrong on a device. WebGPU throws nothing: a shader that does not compile makes its dispatch do
 * nothing, and the output holds whatever was in that memory before.
 */
export function watchDevice(device: GPUDevice): void {
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault();
    // Those that follow are its consequences.
    untold ??= (event as GPUUncapturedErrorEvent).error.message;
  });
}

/**
 * Throws what has gone wrong on the device since the last call. The event of an error comes before the end of any
 * reading that was begun after it.
 */
export function throwDeviceError(): void {
  const message = untold;
  untold = undefined;
  if (message !== undefined) throw new Error(`the WebGPU device reports an error: ${message}`);
}
