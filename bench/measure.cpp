// SPDX-License-Identifier: Apache-2.0
// bench_measure FILE COMMAND…: runs COMMAND and appends "SECONDS CPU-SECONDS PEAK-KILOBYTES EXIT" to FILE. Its own
// streams are the command's.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: bench_measure FILE COMMAND…\n", stderr), 2;
  auto start = std::chrono::steady_clock::now();
  pid_t child = fork();
  if (child < 0) return std::perror("fork"), 1;
  if (child == 0) {
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) < 0) return std::perror("wait4"), 1;
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  auto of = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::FILE* out = std::fopen(argv[1], "a");
  if (out == nullptr) return std::perror(argv[1]), 1;
  std::fprintf(out, "%.3f %.3f %ld %d\n", seconds, of(used.ru_utime) + of(used.ru_stime), used.ru_maxrss, code);
  return std::fclose(out) == 0 ? code : 1;
}
