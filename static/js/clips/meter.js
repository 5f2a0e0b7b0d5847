// Shows how loud it is, so that whoever records sees that they are heard.

const QUIETEST = -60; // dB below full level, at which the meter shows nothing

// Returns a function that stops it.
export function startMeter(stream, shown) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  let frame = requestAnimationFrame(draw);

  function draw() {
    analyser.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, one) => sum + one * one, 0) / wave.length;
    shown.value = 1 - Math.max(QUIETEST, 10 * Math.log10(power)) / QUIETEST;
    frame = requestAnimationFrame(draw);
  }

  return () => {
    cancelAnimationFrame(frame);
    context.close();
  };
}
