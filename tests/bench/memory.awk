# How people call the memory of so many frames or pages.

function memory(frames) {
    if (frames >= 2 ^ 28) return frames / 2 ^ 28 " TiB"
    return frames >= 2 ^ 18 ? frames / 2 ^ 18 " GiB" : frames / 2 ^ 8 " MiB"
}
