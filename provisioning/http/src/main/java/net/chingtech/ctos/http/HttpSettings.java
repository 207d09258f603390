package net.chingtech.ctos.http;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** The limits of a single exchange. */
final class HttpSettings {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout SILENCE = Timeout.ofSeconds(15);
    private static final int MOST_CONNECTIONS = 8;
    private static final int MOST_REDIRECTS = 5;

    private static final RequestConfig GO = RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT)
            .setResponseTimeout(SILENCE)
            .setMaxRedirects(MOST_REDIRECTS)
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build();

    /** For what must come from the hub itself: no redirect is followed. */
    static final RequestConfig STAY =
            RequestConfig.copy(GO).setRedirectsEnabled(false).build();

    private HttpSettings() {}

    /**
     * Without cookies, logins and compression, which this client has no use for (metadata is unpacked where its length is
     * known); tries again only as HubClient says.
     */
    static CloseableHttpClient client(String userAgent) {
        return HttpClients.custom()
                .setUserAgent(userAgent)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .setValidateAfterInactivity(Timeout.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(GO)
                .setRedirectStrategy(new HubRedirects())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }
}
