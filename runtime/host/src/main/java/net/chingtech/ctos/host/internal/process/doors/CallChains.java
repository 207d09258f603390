package net.chingtech.ctos.host.internal.process.doors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.wire.RpcError;

/** The chains of the calls that a process answers at this moment, by the number of the request. */
public final class CallChains {

    private final Map<Long, CallChain> chains = new ConcurrentHashMap<>();

    public void began(long request, CallChain chain) {
        chains.put(request, chain);
    }

    public void ended(long request) {
        chains.remove(request);
    }

    /**
     * The chain of a call; a new one for what the skill does by itself, or says that it does.
     *
     * @throws RpcError when no such call is being answered
     */
    CallChain of(Long request) throws RpcError {
        CallChain chain = request == null ? CallChain.EMPTY : chains.get(request);
        if (chain == null) {
            throw RpcError.parameters("The call that it names is not being answered.");
        }
        return chain;
    }
}
