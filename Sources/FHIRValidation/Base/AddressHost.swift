/// The host that an address names: `www.example.org` of `http://www.example.org:80/x`.
struct AddressHost {
    private let name: String

    /// Nil for what names no host: relative addresses, URNs.
    init?(_ address: String) {
        let parts: [Substring] = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[0].hasSuffix(":"), parts[1].isEmpty else { return nil }
        let authority: Substring = parts[2].prefix { $0 != "?" && $0 != "#" }
        // A name and password of a user may stand before it.
        let host: Substring = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() } ?? authority
        name = host.prefix { $0 != ":" }.lowercased()
    }

    /// It is the domain, or lies in it.
    func isIn(_ domain: String) -> Bool { name == domain || name.hasSuffix("." + domain) }

    /// It stands for any host in HL7's own examples: what is there need not exist; with `--no-example-urls` it must not be named.
    /// Other hosts that RFC 2606 keeps (example.com, example.net) are no excuse: definitions at them are to be loaded as others are.
    var isExample: Bool { AddressHost.examples.contains { isIn($0) } }

    private static let examples: [String] = ["example.org", "acme.com", "acme.org"]
}
