#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Clock {
    /// What this thread has worked so far; a machine with other things to do does not count.
    static func workedMicroseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000
    }

    /// The system's clock to the millisecond, with the local time zone.
    static func now() -> Temporal {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var local = tm()
        localtime_r(&time.tv_sec, &local)
        var value = Temporal(.dateTime, .second)
        (value.year, value.month, value.day) = (Int(local.tm_year) + 1900, Int(local.tm_mon) + 1, Int(local.tm_mday))
        (value.hour, value.minute, value.second) = (Int(local.tm_hour), Int(local.tm_min), Int(local.tm_sec))
        value.nanosecond = Int(time.tv_nsec) / 1_000_000 * 1_000_000
        value.fractionDigits = 3
        value.offset = Int(local.tm_gmtoff) / 60
        return value
    }
}
