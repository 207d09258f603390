package net.chingtech.ctos.gateways.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One request and its answer, over a connection of its own to one address. It looks up no name, follows nothing, keeps no
 * cookie and heeds no proxy; a certificate must fit the name that was asked for, not the address.
 */
public final class Wire implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_CONNECTIONS = 256;

    /** Addresses were found and checked before; who comes here without one is a mistake of ours. */
    private static final DnsResolver NOBODY = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    };

    private final CloseableHttpClient client;

    /** @param trust whose certificates are believed */
    public Wire(SSLContext trust) {
        client = HttpClients.custom()
                .setConnectionManager(connections(trust))
                .setRoutePlanner(
                        (target, context) -> new HttpRoute(target, null, "https".equals(target.getSchemeName())))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .setUserAgent("ctos-skill")
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(SSLContext trust) {
        PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        // Whatever SOCKS proxy the JVM was told of.
                        proxy -> new Socket(Proxy.NO_PROXY),
                        DefaultSchemePortResolver.INSTANCE,
                        NOBODY,
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register("https", new DefaultClientTlsStrategy(trust))
                                .build()),
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.ZERO_MILLISECONDS,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxEmptyLineCount(5)
                                .build())
                        .build());
        manager.setMaxTotal(MOST_CONNECTIONS);
        manager.setDefaultMaxPerRoute(MOST_CONNECTIONS);
        manager.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setSocketTimeout(Timeout.of(Request.LONGEST))
                .build());
        manager.setDefaultTlsConfig(TlsConfig.custom()
                .setHandshakeTimeout(Timeout.of(Request.LONGEST))
                .build());
        return manager;
    }

    HttpReply exchange(Use use, Request request, InetAddress address, Duration patience)
            throws IOException, ToolException {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        message.setPath(request.target());
        message.setAuthority(authority(request));
        request.headers().forEach(message::setHeader);
        if (request.body().length > 0) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(Timeout.of(patience))
                .setContentCompressionEnabled(true)
                .setProtocolUpgradeEnabled(false)
                .build());
        use.at(request.to(), message::cancel);
        HttpHost target = new HttpHost(
                request.scheme(), address, request.to().host(), request.to().port());
        return client.execute(target, message, this::read);
    }

    /** As it is in the address, so that the usual port is left out. */
    private static URIAuthority authority(Request request) {
        return new URIAuthority(request.to().host(), request.uri().getPort());
    }

    private HttpReply read(ClassicHttpResponse response) throws HttpException, IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        return new HttpReply(response.getCode(), headers, body(response.getEntity()));
    }

    private static byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > Request.MOST_BYTES) {
            throw new TooMuch();
        }
        // Never closed here: that would read what is left of it, endless or not. The response's end closes the
        // connection.
        InputStream in = entity.getContent();
        byte[] body = in == null ? new byte[0] : in.readNBytes(Request.MOST_BYTES + 1);
        if (body.length > Request.MOST_BYTES) {
            throw new TooMuch();
        }
        return body;
    }

    /** The answer is larger than anybody may want. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
