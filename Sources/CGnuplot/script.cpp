// gnuplot-iostream never reports failure: it neither checks what it writes nor what fclose says.
// So every call here asks the stream, the file is synced before it is closed, and no exception
// leaves this file.

#if !__has_include(<gnuplot-iostream.h>)
#error "gnuplot-iostream is missing: run 'bash .ci/setup' (it installs libgnuplot-iostream-dev)"
#endif
#include <gnuplot-iostream.h>

#include <fcntl.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "CGnuplot.h"

struct cc_gnuplot_script {
  // Owns the FILE and closes it without looking at the result.
  std::unique_ptr<Gnuplot> gnuplot;
  // A second descriptor of the same file, to ask whether what was written has arrived.
  int witness = -1;
  bool failed = false;

  ~cc_gnuplot_script() {
    if (witness >= 0) ::close(witness);
  }
};

namespace {

thread_local std::string message;

int fail(const std::string &reason) noexcept {
  try {
    message = reason;
  } catch (...) {
    message.clear();
  }
  return -1;
}

// Calls `body`, and turns whatever it throws into -1 and a message.
template <typename Body>
int guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::exception &error) {
    return fail(error.what());
  } catch (...) {
    return fail("an unknown C++ exception");
  }
}

int send(cc_gnuplot_script &script, const std::string &text) {
  errno = 0;
  *script.gnuplot << text << std::flush;
  if (script.gnuplot->good()) return 0;
  script.failed = true;
  return fail(errno ? std::strerror(errno) : "the script could not be written");
}

// A data block's name goes into the script unquoted.
bool is_name(const char *name) {
  if (!name || !std::isalpha(static_cast<unsigned char>(*name))) return false;
  for (; *name; ++name) {
    if (!std::isalnum(static_cast<unsigned char>(*name)) && *name != '_') return false;
  }
  return true;
}

// The shortest digits that read back as the same double, whatever the locale.
void append(std::string &text, double value) {
  if (!std::isfinite(value)) {
    text += "NaN";
    return;
  }
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  text.append(digits, end.ptr);
}

}  // namespace

cc_gnuplot_script *cc_gnuplot_script_open(const char *path) {
  cc_gnuplot_script *opened = nullptr;
  guarded([&] {
    auto script = std::make_unique<cc_gnuplot_script>();
    std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path, "we"), std::fclose);
    if (!file) return fail(std::strerror(errno));
    script->witness = fcntl(fileno(file.get()), F_DUPFD_CLOEXEC, 0);
    if (script->witness < 0) return fail(std::strerror(errno));
    script->gnuplot = std::make_unique<Gnuplot>(file.get());
    file.release();
    opened = script.release();
    return 0;
  });
  return opened;
}

int cc_gnuplot_script_write(cc_gnuplot_script *script, const char *text) {
  return guarded([&] { return send(*script, text); });
}

int cc_gnuplot_script_write_block(cc_gnuplot_script *script, const char *name,
                                  const double *values, size_t rows, size_t columns) {
  return guarded([&] {
    if (!is_name(name)) {
      script->failed = true;
      return fail("a data block's name holds a character that gnuplot would not take");
    }
    std::string text = "$" + std::string(name) + " << EOD\n";
    for (size_t row = 0; row < rows; ++row) {
      for (size_t column = 0; column < columns; ++column) {
        if (column) text += ' ';
        append(text, values[row * columns + column]);
      }
      text += '\n';
    }
    return send(*script, text + "EOD\n");
  });
}

int cc_gnuplot_script_close(cc_gnuplot_script *script) {
  if (!script) return fail("there is no script to close");
  std::unique_ptr<cc_gnuplot_script> owned(script);
  return guarded([&] {
    bool failed = owned->failed || send(*owned, "") != 0;
    // A device or pipe can't be synced and says EINVAL; that loses nothing.
    if (fsync(owned->witness) != 0 && errno != EINVAL && errno != EROFS) {
      failed = true;
      fail(std::strerror(errno));
    }
    owned->gnuplot.reset();
    const int witness = std::exchange(owned->witness, -1);
    if (close(witness) != 0) {
      failed = true;
      fail(std::strerror(errno));
    }
    return failed ? -1 : 0;
  });
}

const char *cc_gnuplot_message(void) { return message.c_str(); }
